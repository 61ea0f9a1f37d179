/// The SMTP server and client, the spool and the command line.
module postern.smtp {
    requires transitive postern.tls;
    requires org.slf4j;
    requires info.picocli;
    requires org.dnsjava;
    requires static transitive org.jspecify;

    exports postern.smtp.acl;
    exports postern.smtp.bounce;
    exports postern.smtp.config;
    exports postern.smtp.daemon;
    exports postern.smtp.dns;
    exports postern.smtp.expand;
    exports postern.smtp.io;
    exports postern.smtp.list;
    exports postern.smtp.log;
    exports postern.smtp.lookup;
    exports postern.smtp.message;
    exports postern.smtp.outbound;
    exports postern.smtp.queue;
    exports postern.smtp.route;
    exports postern.smtp.server;
    exports postern.smtp.session;
    exports postern.smtp.spool;
    exports postern.smtp.transport;
    exports postern.smtp.wire;

    opens postern.smtp.cli to
            info.picocli;
}
