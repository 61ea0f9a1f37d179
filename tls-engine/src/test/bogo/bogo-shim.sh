# A shim for BoringSSL's protocol test runner; `--daemon PORT` keeps it resident. Made by the build.
set -eu

for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk*; do
    [ -x "$home/bin/java" ] || continue
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null)
    [ "${release:-0}" -ge 25 ] || continue
    exec "$home/bin/java" --add-modules=jdk.incubator.vector -XX:+UseSerialGC -Xshare:auto \
        -cp "$class_path" postern.tls.bogo.BogoShim "$@"
done
echo "bogo-shim: no JDK 25 or newer found. Install one, or set JAVA_HOME." >&2
exit 1
