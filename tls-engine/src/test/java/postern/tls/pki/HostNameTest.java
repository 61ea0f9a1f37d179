package postern.tls.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import postern.crypto.bytes.Bytes;

/// Which presented names are a host's, by the rules of RFC 9525.
class HostNameTest {
    @ParameterizedTest
    @CsvSource({
        "mx.example.org, mx.example.org",
        "MX.Example.ORG, mx.eXample.org",
        "mx.example.org., mx.example.org",
        "mx.example.org, *.example.org",
        "xn--bcher-kva.example.org, *.example.org",
        "bücher.example, xn--bcher-kva.example",
        "BÜCHER.example, XN--bcher-kva.example",
        "a_b.example.org, a_b.example.org",
        "localhost, localhost",
    })
    void dnsNamesMatch(String host, String presented) {
        assertEquals(true, HostName.of(host).matches(new GeneralName.DnsName(presented)));
    }

    @ParameterizedTest
    @CsvSource({
        "mx.example.org, example.org",
        "example.org, *.example.org",
        "a.b.example.org, *.example.org",
        "mx.example.org, m*.example.org",
        "mx.example.org, *x.example.org",
        "mx.example.org, mx.*.org",
        "mx.example.org, *.*.org",
        "mx.example.org, *",
        "example.org, *.org",
        "mx.example.org, mx.example.org.",
        "mx.example.org, .example.org",
        "mx.example.org, 'mx.example.org\0.evil.org'",
        "xn--bcher-kva.example.org, xn--*.example.org",
        "127.0.0.1, 127.0.0.1",
        "::1, ::1",
    })
    void dnsNamesDoNotMatch(String host, String presented) {
        assertEquals(false, HostName.of(host).matches(new GeneralName.DnsName(presented)));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 7f000001",
        "::1, 00000000000000000000000000000001",
        "[2001:db8::5:0:1], 20010db8000000000000000500000001",
    })
    void addressesMatchTheirOctetsOnly(String host, String octets) {
        var name = HostName.of(host);
        assertEquals(true, name.matches(new GeneralName.IpAddress(Bytes.fromHex(octets))));
        assertEquals(false, name.matches(new GeneralName.IpAddress(Bytes.fromHex("7f000002"))));
        assertEquals(false, name.matches(new GeneralName.DnsName(host)));
        assertEquals(false, name.matches(new GeneralName.Uri("https://" + host + "/")));
    }

    @ParameterizedTest
    @CsvSource({
        "7f000001, 127.0.0.1",
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "20010db8000000000000000500000001, 2001:db8::5:0:1",
        "20010db8000000010000000000000001, 2001:db8:0:1::1",
        "fe800000000000010001000100010000, fe80::1:1:1:1:0",
        "00010000000200000003000000040000, 1:0:2:0:3:0:4:0",
        "20010db8000100000000000000000000, 2001:db8:1::",
        "0a000000ff000000, 10.0.0.0/255.0.0.0",
        "20010db8000000000000000000000000ffffffff000000000000000000000000, 2001:db8::/ffff:ffff::",
        "010203, 010203",
    })
    void addressesPrintAsPeopleWriteThem(String octets, String text) {
        assertEquals("IP:" + text, new GeneralName.IpAddress(Bytes.fromHex(octets)).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "-a.example",
                "a-.example",
                "a b.example",
                "*.example.org",
                "256.1.1.1",
                "1.2.3",
                "01.2.3.4",
                "fe80::1%eth0",
                "1:2",
                "[::1",
                "straße.example",
                "mx.example.org\0",
                "a.123",
                "mx/example.org",
                "a@example.org"
            })
    void whatIsNoHostIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostName.of(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 254})
    void namesTooLongForDnsAreRefused(int length) {
        var label = "a".repeat(Math.min(length, 64));
        var name = length == 64 ? label + ".example" : "a.".repeat(126) + "aa";
        assertThrows(IllegalArgumentException.class, () -> HostName.of(name));
    }
}
