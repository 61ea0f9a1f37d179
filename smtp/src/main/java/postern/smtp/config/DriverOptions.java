package postern.smtp.config;

/// The options of routers, transports and authenticators: those that all of a kind have, then those of each
/// driver.
final class DriverOptions {
    /// Name, type, effect, default; a line with one word begins a driver.
    static final String ROUTERS = """
            address_data                     EXPANDED NO_QUEUE
            cannot_route_message             EXPANDED NO_QUEUE
            caseful_local_part               BOOL     REFUSED no
            check_local_user                 BOOL     FULL no
            condition                        EXPANDED FULL
            debug_print                      EXPANDED NO_QUEUE
            dnssec_request_domains           EXPANDED NO_QUEUE *
            dnssec_require_domains           EXPANDED REFUSED
            domains                          EXPANDED FULL
            driver                           STRING   FULL
            errors_to                        EXPANDED NO_QUEUE
            fallback_hosts                   STRING   NO_QUEUE
            headers_add                      EXPANDED NO_QUEUE
            headers_remove                   EXPANDED NO_QUEUE
            ignore_target_hosts              EXPANDED FULL
            local_part_prefix                STRING   REFUSED
            local_part_prefix_optional       BOOL     NO_QUEUE no
            local_part_suffix                STRING   REFUSED
            local_part_suffix_optional       BOOL     NO_QUEUE no
            local_parts                      EXPANDED FULL
            more                             BOOL     FULL yes
            pass_on_timeout                  BOOL     NO_QUEUE no
            pass_router                      STRING   REFUSED
            redirect_router                  STRING   REFUSED
            require_files                    EXPANDED REFUSED
            self                             STRING   FULL freeze
            senders                          EXPANDED FULL
            set                              EXPANDED NO_QUEUE
            transport                        EXPANDED FULL
            unseen                           BOOL     FULL no
            user                             EXPANDED ONE_PROCESS
            group                            EXPANDED ONE_PROCESS
            verify                           BOOL     FULL yes
            verify_only                      BOOL     FULL no
            verify_recipient                 BOOL     FULL yes
            verify_sender                    BOOL     NO_QUEUE yes
            :accept
            :dnslookup
            check_secondary_mx               BOOL     NO_QUEUE no
            ipv4_only                        EXPANDED NO_QUEUE
            mx_domains                       EXPANDED NO_QUEUE
            mx_fail_domains                  EXPANDED NO_QUEUE
            qualify_single                   BOOL     NO_QUEUE yes
            rewrite_headers                  BOOL     NO_QUEUE yes
            same_domain_copy_routing         BOOL     NO_QUEUE no
            search_parents                   BOOL     NO_QUEUE no
            widen_domains                    STRING   REFUSED
            :manualroute
            host_all_ignored                 STRING   NO_QUEUE defer
            host_find_failed                 STRING   NO_QUEUE freeze
            hosts_randomize                  BOOL     FULL no
            route_data                       EXPANDED FULL
            route_list                       STRING   FULL
            same_domain_copy_routing         BOOL     NO_QUEUE no
            :redirect
            allow_defer                      BOOL     FULL no
            allow_fail                       BOOL     FULL no
            data                             EXPANDED FULL
            file                             EXPANDED REFUSED
            file_transport                   EXPANDED NO_QUEUE
            directory_transport              EXPANDED NO_QUEUE
            forbid_blackhole                 BOOL     FULL no
            forbid_file                      BOOL     NO_QUEUE no
            forbid_include                   BOOL     NO_QUEUE no
            forbid_pipe                      BOOL     NO_QUEUE no
            hide_child_in_errmsg             BOOL     NO_QUEUE no
            one_time                         BOOL     NO_QUEUE no
            qualify_domain                   EXPANDED REFUSED
            qualify_preserve_domain          BOOL     NO_QUEUE no
            repeat_use                       BOOL     NO_QUEUE yes
            skip_syntax_errors               BOOL     NO_QUEUE no
            syntax_errors_to                 STRING   NO_QUEUE
            syntax_errors_text               EXPANDED NO_QUEUE
            """;

    /// As above.
    static final String TRANSPORTS = """
            debug_print                      EXPANDED NO_QUEUE
            delivery_date_add                BOOL     NO_QUEUE no
            driver                           STRING   FULL
            envelope_to_add                  BOOL     NO_QUEUE no
            group                            EXPANDED ONE_PROCESS
            headers_add                      EXPANDED NO_QUEUE
            headers_remove                   EXPANDED NO_QUEUE
            home_directory                   EXPANDED NO_QUEUE
            max_parallel                     EXPANDED NO_QUEUE
            message_size_limit               EXPANDED REFUSED
            rcpt_include_affixes             BOOL     NO_QUEUE no
            retry_use_local_part             BOOL     NO_QUEUE yes
            return_path                      EXPANDED NO_QUEUE
            return_path_add                  BOOL     NO_QUEUE no
            user                             EXPANDED ONE_PROCESS
            :appendfile
            check_string                     STRING   NO_QUEUE
            create_directory                 BOOL     NO_QUEUE yes
            create_file                      STRING   NO_QUEUE anywhere
            directory                        EXPANDED FULL
            directory_mode                   MODE     NO_QUEUE 0700
            escape_string                    STRING   NO_QUEUE
            file                             EXPANDED FULL
            file_must_exist                  BOOL     NO_QUEUE no
            maildir_format                   BOOL     FULL no
            maildir_retries                  INT      NO_QUEUE 10
            maildir_tag                      EXPANDED NO_QUEUE
            message_prefix                   EXPANDED NO_QUEUE
            message_suffix                   EXPANDED NO_QUEUE
            mode                             MODE     NO_QUEUE 0600
            mode_fail_narrower               BOOL     NO_QUEUE yes
            quota                            EXPANDED NO_QUEUE
            quota_directory                  EXPANDED NO_QUEUE
            quota_is_inclusive               BOOL     NO_QUEUE yes
            use_crlf                         BOOL     NO_QUEUE no
            use_lockfile                     BOOL     NO_QUEUE yes
            :smtp
            allow_localhost                  BOOL     NO_QUEUE no
            command_timeout                  TIME     NO_QUEUE 5m
            connect_timeout                  TIME     FULL 5m
            connection_max_messages          INT      FULL 500
            dane_require_tls_ciphers         EXPANDED NO_QUEUE
            data_timeout                     TIME     NO_QUEUE 5m
            dnssec_request_domains           EXPANDED NO_QUEUE *
            dnssec_require_domains           EXPANDED REFUSED
            fallback_hosts                   STRING   NO_QUEUE
            final_timeout                    TIME     FULL 10m
            gethostbyname                    BOOL     NO_QUEUE no
            helo_data                        EXPANDED FULL $primary_hostname
            hosts                            EXPANDED FULL
            hosts_avoid_esmtp                EXPANDED NO_QUEUE
            hosts_avoid_pipelining           EXPANDED NO_QUEUE
            hosts_avoid_tls                  EXPANDED FULL
            hosts_max_try                    INT      NO_QUEUE 5
            hosts_max_try_hardlimit          INT      NO_QUEUE 50
            hosts_nopass_tls                 EXPANDED FULL
            hosts_noproxy_tls                EXPANDED FULL *
            hosts_override                   BOOL     REFUSED no
            hosts_randomize                  BOOL     NO_QUEUE no
            hosts_request_ocsp               EXPANDED FULL *
            hosts_require_alpn               EXPANDED REFUSED
            hosts_require_auth               EXPANDED REFUSED
            hosts_require_dane               EXPANDED REFUSED
            hosts_require_ocsp               EXPANDED FULL
            hosts_require_tls                EXPANDED FULL
            hosts_try_auth                   EXPANDED NO_QUEUE
            hosts_try_chunking               EXPANDED NO_QUEUE *
            hosts_try_dane                   EXPANDED NO_QUEUE *
            hosts_verify_avoid_tls           EXPANDED NO_QUEUE
            interface                        EXPANDED NO_QUEUE
            keepalive                        BOOL     NO_QUEUE yes
            max_rcpt                         EXPANDED NO_QUEUE 100
            message_linelength_limit         EXPANDED NO_QUEUE 998
            multi_domain                     EXPANDED NO_QUEUE yes
            port                             EXPANDED FULL smtp
            protocol                         EXPANDED FULL smtp
            serialize_hosts                  EXPANDED NO_QUEUE
            size_addition                    INT      NO_QUEUE 1024
            tls_alpn                         EXPANDED FULL
            tls_certificate                  EXPANDED FULL
            tls_crl                          EXPANDED FULL
            tls_dh_min_bits                  INT      NO_QUEUE 1024
            tls_privatekey                   EXPANDED FULL
            tls_require_ciphers              EXPANDED FULL
            tls_resumption_hosts             EXPANDED NO_QUEUE
            tls_sni                          EXPANDED FULL
            tls_tempfail_tryclear            BOOL     FULL yes
            tls_try_verify_hosts             EXPANDED FULL
            tls_verify_cert_hostnames        EXPANDED FULL *
            tls_verify_certificates          EXPANDED FULL
            tls_verify_hosts                 EXPANDED FULL
            """;

    /// As above.
    static final String AUTHENTICATORS = """
            client_condition                 EXPANDED NO_AUTHENTICATION
            client_set_id                    EXPANDED NO_AUTHENTICATION
            driver                           STRING   NO_AUTHENTICATION
            public_name                      STRING   NO_AUTHENTICATION
            server_advertise_condition       EXPANDED NO_AUTHENTICATION
            server_condition                 EXPANDED NO_AUTHENTICATION
            server_debug_print               EXPANDED NO_AUTHENTICATION
            server_mail_auth_condition       EXPANDED NO_AUTHENTICATION
            server_set_id                    EXPANDED NO_AUTHENTICATION
            :cram_md5
            client_name                      EXPANDED NO_AUTHENTICATION
            client_secret                    EXPANDED NO_AUTHENTICATION
            server_secret                    EXPANDED NO_AUTHENTICATION
            :external
            client_send                      EXPANDED NO_AUTHENTICATION
            server_param2                    EXPANDED NO_AUTHENTICATION
            server_param3                    EXPANDED NO_AUTHENTICATION
            :plaintext
            client_ignore_invalid_base64     BOOL     NO_AUTHENTICATION no
            client_send                      EXPANDED NO_AUTHENTICATION
            server_prompts                   EXPANDED NO_AUTHENTICATION
            :tls
            server_param1                    EXPANDED NO_AUTHENTICATION
            server_param2                    EXPANDED NO_AUTHENTICATION
            server_param3                    EXPANDED NO_AUTHENTICATION
            """;

    private DriverOptions() {}
}
