package postern.smtp.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.smtp.config.ConfigParser;
import postern.smtp.daemon.ConfigurationCheck.Finding;
import postern.smtp.daemon.ConfigurationCheck.Weight;
import postern.vectors.pki.TestPki;
import postern.vectors.pki.TestPki.Entry;

/// `-bV` finds what is wrong before anybody connects.
class ConfigurationCheckTest {
    @TempDir
    private Path directory;

    private List<Finding> findings(String text) throws IOException {
        var file = Files.writeString(directory.resolve("t.conf"), text.replace("|", "\n") + "\n");
        var configuration = ConfigParser.parse(file, Map.of());
        return new ConfigurationCheck(configuration).findings();
    }

    private static String certificate(Entry certificate, Entry key) {
        return "tls_advertise_hosts = *|tls_certificate = "
                + TestPki.shared().files(certificate).chain() + "|tls_privatekey = "
                + TestPki.shared().files(key).key() + "|acl_smtp_rcpt = accept|";
    }

    @Test
    void nothingIsFoundInASoundConfiguration() throws IOException {
        var serious = findings(certificate(Entry.P256, Entry.P256)).stream()
                .filter(finding -> finding.weight() != Weight.NOTE)
                .toList();
        assertEquals(List.of(), serious);
    }

    @Test
    void theKeyOfAnotherCertificateIsFound() throws IOException {
        var found = findings(certificate(Entry.RSA, Entry.P256));
        assertTrue(
                found.stream().anyMatch(finding -> finding.words().contains("(public keys differ)")), found.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ERROR   ; tls_require_ciphers = NOT-A-CIPHER                          ; tls_require_ciphers invalid: SSL_CTX_set_cipher_list(NOT-A-CIPHER) failed
            ERROR   ; tls_dialect = gnutls|tls_require_ciphers = NOT-A-PRIORITY   ; tls_require_ciphers invalid: gnutls_priority_init(NOT-A-PRIORITY) failed at offset
            ERROR   ; tls_require_ciphers = ${if eq{1}                            ; t.conf line 1: tls_require_ciphers
            ERROR   ; tls_certificate = ${nosuch:x}                               ; unknown expansion operator
            ERROR   ; openssl_options = +no_such_thing                            ; openssl_option setting unrecognised: "+no_such_thing"
            ERROR   ; tls_verify_hosts = *                                        ; tls_verify_hosts is set, but tls_verify_certificates is not
            ERROR   ; log_selector = +nothing                                     ; unknown log_selector setting: +nothing
            ERROR   ; daemon_smtp_ports = imap                                    ; "imap" is no port
            ERROR   ; acl_smtp_rcpt = nosuch                                      ; there is no ACL "nosuch"
            ERROR   ; acl_smtp_connect = c|begin acl|c:| accept encrypted = *     ; encrypted cannot be used in acl_smtp_connect
            ERROR   ; begin acl|c:| accpt encrypted = *                           ; unknown ACL verb "accpt" in "accpt encrypted = *"; did you mean "accept"?
            ERROR   ; begin acl|c:| accept encryptd = *                           ; did you mean "encrypted"?
            ERROR   ; begin acl|c:| accept malware = *                            ; "malware" is not supported by Postern
            ERROR   ; begin acl|c:| accept encrypted                              ; "=" missing after ACL "encrypted" condition
            ERROR   ; begin acl|c:| deny !message = x                             ; negation is not allowed with "message"
            ERROR   ; begin acl|c:| deny endpass                                  ; endpass can be used only with accept and discard
            ERROR   ; begin acl|c:| warn set acl_x = 1                            ; invalid variable name after "set"
            ERROR   ; begin acl|c:| warn message = ${if eq{a}                     ; t.conf line 3: message
            WARNING ; tls_dhparam = nosuchgroup                                   ; Unknown standard DH prime "nosuchgroup"
            WARNING ; tls_dhparam = /nowhere/dh.pem                               ; could not read dhparams file /nowhere/dh.pem
            WARNING ; tls_eccurve = nosuchcurve                                   ; Unknown curve name in tls_eccurve 'nosuchcurve'
            WARNING ; tls_advertise_hosts = *                                     ; tls_certificate is not set
            WARNING ; tls_certificate = /nowhere/c.pem                            ; /nowhere/c.pem): error:80000002:system library::No such file or directory
            WARNING ; tls_dialect = gnutls|tls_certificate = /nowhere/c.pem       ; (cert/key setup: cert=/nowhere/c.pem key=/nowhere/c.pem): Error while reading file.
            WARNING ; tls_certificate = c.pem                                     ; give full path names
            NOTE    ; tls_certificate = /nowhere/c.pem                            ; STARTTLS is offered to nobody
            NOTE    ; split_spool_directory                                       ; split_spool_directory has no effect
            NOTE    ; primary_hostname = mx.example.test                          ; default of tls_advertise_hosts: unset, so that STARTTLS is offered to nobody
            NOTE    ; primary_hostname = mx.example.test                          ; acl_smtp_rcpt is not set: every recipient is refused
            """)
    void whatIsWrongIsSaid(Weight weight, String text, String words) throws IOException {
        var found = findings(text);
        assertTrue(
                found.stream()
                        .anyMatch(finding ->
                                finding.weight() == weight && finding.words().contains(words)),
                found.toString());
    }

    /// Lists are parsed and everything that can be checked is checked, too.
    @Test
    void aLargeConfigurationIsCheckedQuickly() throws IOException {
        var text = new StringBuilder("local_interfaces = 127.0.0.1\nacl_smtp_rcpt = x\n");
        for (int i = 0; i < 1000; i++) {
            text.append(String.format("MACRO_%04d_X = ${if eq{a}{%d}}%n", i, i));
        }
        text.append("begin acl\nx:\n");
        for (int i = 0; i < 4500; i++) {
            text.append(String.format("  deny condition = MACRO_%04d_X%n       domains = a%d.example%n", i % 1000, i));
        }
        findings("acl_smtp_rcpt = accept"); // classes are loaded
        long start = System.nanoTime();
        findings(text.toString());
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 3000, millis + " ms");
    }
}
