/// The self-test: Project Wycheproof's vectors (github.com/C2SP/wycheproof) against the primitives that the jar
/// ships.
///
/// Reading order:
///
/// 1. [postern.tls.selftest.SelfTest]: every JSON file of a directory, in the order of their names.
/// 2. [postern.tls.selftest.FileReport]: what came of one.
/// 3. `Check`: how a group of cases is judged, and the list that says by which class.
/// 4. `AeadChecks`, `SymmetricChecks`, `AgreementChecks`, `SignatureChecks`, `RsaChecks`, `KemChecks`,
///    `MlDsaChecks`, `PrimalityChecks`.
/// 5. [postern.tls.selftest.JsonReader], [postern.tls.selftest.JsonNode]: JSON, which others read by them too.
///
/// A case says "valid", "invalid" or "acceptable". The first must be accepted with the given output, the second
/// refused. What is acceptable is decided where it is met, and the decision is a test too: deciding otherwise
/// fails the case. A case for parameters that TLS does not use, and no class here has, is skipped, and its
/// reason counted.
@NullMarked
package postern.tls.selftest;

import org.jspecify.annotations.NullMarked;
