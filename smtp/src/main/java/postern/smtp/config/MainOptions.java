package postern.smtp.config;

/// The options of the main section.
///
/// The defaults are those of the manual's chapter on TLS. Where today's Exim has another one, [Differences]
/// says so.
final class MainOptions {
    /// Name, type, effect, default.
    static final String TABLE = """
            accept_8bitmime                  BOOL     FULL   yes
            acl_smtp_auth                    EXPANDED FULL
            acl_smtp_connect                 EXPANDED FULL
            acl_smtp_data                    EXPANDED FULL
            acl_smtp_helo                    EXPANDED FULL
            acl_smtp_mail                    EXPANDED FULL
            acl_smtp_notquit                 EXPANDED FULL
            acl_smtp_predata                 EXPANDED FULL
            acl_smtp_quit                    EXPANDED FULL
            acl_smtp_rcpt                    EXPANDED FULL
            acl_smtp_starttls                EXPANDED FULL
            acl_smtp_vrfy                    EXPANDED FULL
            add_environment                  STRING   NO_PROGRAMS
            admin_groups                     NAMES    ONE_PROCESS
            auth_advertise_hosts             EXPANDED NO_AUTHENTICATION *
            auto_thaw                        TIME     FULL 0s
            bounce_return_body               BOOL     NO_QUEUE yes
            bounce_return_message            BOOL     NO_QUEUE yes
            bounce_return_size_limit         SIZE     NO_QUEUE 100K
            check_log_space                  SIZE     NO_QUEUE 10M
            check_spool_space                SIZE     NO_QUEUE 10M
            chunking_advertise_hosts         EXPANDED FULL   *
            daemon_smtp_ports                STRING   FULL   smtp
            delay_warning                    STRING   FULL 1d
            disable_ipv6                     BOOL     FULL   no
            dns_dnssec_ok                    INT      NO_QUEUE -1
            dsn_advertise_hosts              EXPANDED NO_QUEUE
            errors_copy                      EXPANDED NO_QUEUE
            errors_reply_to                  EXPANDED NO_QUEUE
            exim_group                       STRING   ONE_PROCESS
            exim_user                        STRING   ONE_PROCESS
            extra_local_interfaces           STRING   FULL
            freeze_tell                      EXPANDED NO_QUEUE
            gnutls_compat_mode               BOOL     NOT_YET no
            helo_allow_chars                 STRING   NOT_YET
            helo_lookup_domains              EXPANDED NOT_YET @ : @[]
            helo_try_verify_hosts            EXPANDED NOT_YET
            helo_verify_hosts                EXPANDED FULL
            host_lookup                      EXPANDED FULL
            host_reject_connection           EXPANDED FULL
            hosts_connection_nolog           EXPANDED FULL
            ignore_bounce_errors_after       TIME     FULL 10w
            keep_environment                 STRING   NO_PROGRAMS
            local_interfaces                 STRING   FULL   <; ::0 ; 0.0.0.0
            log_file_path                    EXPANDED FULL
            log_format                       STRING   FULL   exim
            log_selector                     STRING   FULL
            log_timezone                     BOOL     FULL   no
            message_size_limit               EXPANDED FULL   50M
            never_users                      NAMES    ONE_PROCESS
            openssl_options                  STRING   FULL   +no_sslv2 +no_sslv3 +single_dh_use +no_ticket +no_renegotiation
            pid_file_path                    EXPANDED FULL
            pipelining_advertise_hosts       EXPANDED FULL   *
            prdr_enable                      BOOL     NO_QUEUE no
            primary_hostname                 STRING   FULL
            prod_requires_admin              BOOL     ONE_PROCESS yes
            qualify_domain                   STRING   NO_QUEUE
            qualify_recipient                STRING   FULL
            queue_only                       BOOL     FULL no
            queue_run_max                    INT      NO_QUEUE 5
            received_header_text             EXPANDED FULL   Received: from $sender_rcvhost\\n\\tby $primary_hostname with $received_protocol${if def:tls_in_cipher { ($tls_in_cipher)}}\\n\\t(Postern)${if def:sender_address {\\n\\t(envelope-from <$sender_address>)}}\\n\\tid $message_exim_id${if def:received_for {\\n\\tfor $received_for}}
            received_headers_max             INT      FULL   30
            recipients_max                   INT      FULL   1000
            recipients_max_reject            BOOL     NOT_YET no
            remote_max_parallel              INT      NO_QUEUE 2
            retry_data_expire                TIME     NO_QUEUE 1w
            retry_interval_max               TIME     NO_QUEUE 1d
            return_path_remove               BOOL     NO_QUEUE yes
            rfc1413_hosts                    EXPANDED ALWAYS
            rfc1413_query_timeout            TIME     ALWAYS 0s
            smtp_accept_keepalive            BOOL     NOT_YET yes
            smtp_accept_max                  INT      FULL   2000
            smtp_accept_max_nonmail          INT      FULL   100
            smtp_accept_max_per_connection   INT      FULL   1000
            smtp_accept_max_per_host         EXPANDED FULL
            smtp_active_hostname             EXPANDED FULL
            smtp_banner                      EXPANDED FULL   $smtp_active_hostname ESMTP Postern $tod_full
            smtp_enforce_sync                BOOL     FULL   yes
            smtp_max_synprot_errors          INT      FULL   20
            smtp_receive_timeout             TIME     FULL   5m
            smtp_return_error_details        BOOL     NOT_YET no
            smtputf8_advertise_hosts         EXPANDED ALWAYS
            split_spool_directory            BOOL     NO_QUEUE no
            spool_directory                  STRING   FULL   /var/spool/postern
            strict_acl_vars                  BOOL     NOT_YET no
            tcp_nodelay                      BOOL     ALWAYS yes
            timeout_frozen_after             TIME     FULL 0s
            timezone                         STRING   FULL
            tls_advertise_hosts              EXPANDED FULL
            tls_alpn                         STRING   FULL   smtp : esmtp
            tls_certificate                  EXPANDED FULL
            tls_crl                          EXPANDED FULL
            tls_dh_max_bits                  INT      FULL   2236
            tls_dhparam                      EXPANDED FULL
            tls_dialect                      STRING   FULL   openssl
            tls_eccurve                      EXPANDED FULL   auto
            tls_ocsp_file                    EXPANDED FULL
            tls_on_connect_ports             STRING   FULL
            tls_privatekey                   EXPANDED FULL
            tls_remember_esmtp               BOOL     NOT_YET no
            tls_require_ciphers              EXPANDED FULL
            tls_resumption_hosts             EXPANDED FULL
            tls_try_verify_hosts             EXPANDED FULL
            tls_verify_certificates          EXPANDED FULL
            tls_verify_hosts                 EXPANDED FULL
            trusted_groups                   NAMES    ONE_PROCESS
            trusted_users                    NAMES    ONE_PROCESS
            write_rejectlog                  BOOL     FULL   yes
            """;

    private MainOptions() {}
}
