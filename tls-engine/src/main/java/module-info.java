/// TLS, X.509 and their policy languages: bytes in, bytes out, with sockets only at the rim.
module postern.tls {
    exports postern.tls;
    exports postern.tls.alert;
    exports postern.tls.cli;
    exports postern.tls.io;
    exports postern.tls.param;
    exports postern.tls.pki;
    exports postern.tls.pki.issue;
    exports postern.tls.pki.revocation;
    exports postern.tls.pki.text;
    exports postern.tls.policy;
    exports postern.tls.selftest;
    exports postern.tls.session;
    exports postern.tls.trace;

    requires transitive postern.crypto;
    requires org.slf4j;
    requires static transitive org.jspecify;
}
