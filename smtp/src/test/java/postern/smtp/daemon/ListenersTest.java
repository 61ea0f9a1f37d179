package postern.smtp.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import postern.smtp.config.ConfigException;
import postern.smtp.config.ConfigParser;
import postern.smtp.server.Entry;

/// `daemon_smtp_ports`, `local_interfaces`, `tls_on_connect_ports`, `-oX`, `-tls-on-connect`.
class ListenersTest {
    @TempDir
    private Path directory;

    private String listeners(String text, String override, Entry everywhere) throws IOException {
        var file = Files.writeString(directory.resolve("t.conf"), text.replace("|", "\n") + "\n");
        var main = ConfigParser.parse(file, Map.of()).main();
        return Listeners.of(main, Optional.of(override).filter(value -> !value.isEmpty()), everywhere).stream()
                .map(listener -> listener.address().getAddress().getHostAddress() + " "
                        + listener.address().getPort() + (listener.entry() == Entry.TLS ? " tls" : ""))
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\'', textBlock = """
            ''                                                    ; ''                    ; 0:0:0:0:0:0:0:0 25
            disable_ipv6                                          ; ''                    ; 0.0.0.0 25
            daemon_smtp_ports = 25 : 465|tls_on_connect_ports = 465|local_interfaces = 127.0.0.1 ; '' ; 127.0.0.1 25, 127.0.0.1 465 tls
            daemon_smtp_port = smtp : submission|local_interfaces = 127.0.0.1 ; ''        ; 127.0.0.1 25, 127.0.0.1 587
            local_interfaces = 127.0.0.1.2525 : [127.0.0.1]::2526 ; ''                    ; 127.0.0.1 2525, 127.0.0.1 2526
            'local_interfaces = <, ::1.2525, [::1]:2526, [::1]'     ; ''                    ; 0:0:0:0:0:0:0:1 2525, 0:0:0:0:0:0:0:1 2526, 0:0:0:0:0:0:0:1 25
            local_interfaces = ::::1                              ; ''                    ; 0:0:0:0:0:0:0:1 25
            local_interfaces = 127.0.0.1                          ; 2525                  ; 127.0.0.1 2525
            local_interfaces = 127.0.0.1                          ; 2525:2526             ; 127.0.0.1 2525, 127.0.0.1 2526
            local_interfaces = 127.0.0.1                          ; 127.0.0.2             ; 127.0.0.2 25
            local_interfaces = 127.0.0.1                          ; 127.0.0.2.2525        ; 127.0.0.2 2525
            local_interfaces = 127.0.0.1                          ; '<, [127.0.0.2]:2525, 26'; 127.0.0.2 2525
            local_interfaces = 127.0.0.1|tls_on_connect_ports = 2465 ; 2525:2465          ; 127.0.0.1 2525, 127.0.0.1 2465 tls
            local_interfaces = 127.0.0.1|extra_local_interfaces = 127.0.0.3 ; ''          ; 127.0.0.1 25, 127.0.0.3 25
            """)
    void whereADaemonListens(String text, String override, String expected) throws IOException {
        assertEquals(
                expected,
                listeners(text, Optional.ofNullable(override).orElse("").replace("'", ""), Entry.CLEAR));
    }

    @Test
    void tlsOnConnectOverridesThePorts() throws IOException {
        var text = "local_interfaces = 127.0.0.1|daemon_smtp_ports = 25 : 465|tls_on_connect_ports = 465";
        assertEquals("127.0.0.1 25 tls, 127.0.0.1 465 tls", listeners(text, "", Entry.TLS));
    }

    @Test
    void whatIsNoPortOrAddressIsNamed() {
        var port = assertThrows(ConfigException.class, () -> listeners("daemon_smtp_ports = imap", "", Entry.CLEAR));
        assertTrue(String.valueOf(port.getMessage()).contains("\"imap\" is no port"));
        assertThrows(ConfigException.class, () -> listeners("", "127.0.0.1.99999", Entry.CLEAR));
        assertThrows(ConfigException.class, () -> listeners("local_interfaces = mx.example.test", "", Entry.CLEAR));
    }
}
