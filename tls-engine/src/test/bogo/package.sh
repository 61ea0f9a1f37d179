#!/bin/sh
# Called by the build with the test class path: makes target/bogo-shim, the executable for BoringSSL's protocol test
# runner, and puts its configuration beside it.
set -eu

class_path=$1
mkdir -p target
{
    echo '#!/bin/sh'
    echo "class_path='$class_path'"
    cat src/test/bogo/bogo-shim.sh
} > target/bogo-shim
chmod +x target/bogo-shim
cp src/test/bogo/bogo-config.json target/bogo-config.json
