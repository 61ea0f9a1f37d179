/// Lookups: what `${lookup` and the lookups in lists find things in.
///
/// 1. [postern.smtp.lookup.ConfiguredLookups]: which kind of lookup answers.
/// 2. `LineFile`: text files of keys and data, for `lsearch`, `wildlsearch`, `nwildlsearch` and `iplsearch`.
/// 3. `DirectoryNames`: the names in a directory (`dsearch`). What it returns is a name that is there, and no
///    longer what the peer said: this is how a server name becomes part of the name of a certificate file.
/// 4. `DnsQueries`: `dnsdb`, over the interface [postern.smtp.lookup.DnsResolver].
///
/// Files are read anew at each question: they may be replaced at any time, and are small. The bounds of the
/// expansion count the octets read.
@NullMarked
package postern.smtp.lookup;

import org.jspecify.annotations.NullMarked;
