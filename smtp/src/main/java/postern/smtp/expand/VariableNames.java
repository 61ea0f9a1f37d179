package postern.smtp.expand;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of variables that a text may use.
final class VariableNames {
    private static final Set<String> KNOWN = words("""
            acl_arg1 acl_arg2 acl_arg3 acl_arg4 acl_arg5 acl_arg6 acl_arg7 acl_arg8 acl_arg9 acl_c acl_m acl_narg
            acl_verify_message address_data address_file address_pipe auth1 auth2 auth3 auth4 authenticated_fail_id
            authenticated_id authenticated_sender authentication_failed body_linecount body_zerocount bounce_recipient
            bounce_return_size_limit caller_gid caller_uid callout_address compile_date compile_number config_dir
            config_file dnslist_domain dnslist_matched dnslist_text dnslist_value domain domain_data exim_gid exim_path
            exim_uid exim_version headers_added home host host_address host_data host_lookup_deferred host_lookup_failed
            host_port initial_cwd inode interface_address interface_port item load_average local_part local_part_data
            local_part_prefix local_part_prefix_v local_part_suffix local_part_suffix_v local_user_gid local_user_uid
            localhost_number log_inodes log_space lookup_dnssec_authenticated max_received_linelength message_age
            message_body message_body_end message_body_size message_exim_id message_headers message_headers_raw
            message_id message_linecount message_size message_smtputf8 original_domain original_local_part
            originator_gid originator_uid parent_domain parent_local_part pid pipe_addresses primary_hostname
            prvscheck_address prvscheck_keynum prvscheck_result qualify_domain qualify_recipient queue_name queue_size
            rcpt_count rcpt_defer_count rcpt_fail_count received_count received_for received_ip_address received_port
            received_protocol received_time recipient_data recipient_verify_failure recipients recipients_count
            regex_match_string reply_address return_path return_size_limit router_name runrc self_hostname
            sender_address sender_address_data sender_address_domain sender_address_local_part sender_data
            sender_fullhost sender_helo_dnssec sender_helo_name sender_helo_verified sender_host_address
            sender_host_authenticated sender_host_dnssec sender_host_name sender_host_port sender_ident sender_rate
            sender_rate_limit sender_rate_period sender_rcvhost sender_verify_failure sending_ip_address sending_port
            smtp_active_hostname smtp_command smtp_command_argument smtp_command_history
            smtp_count_at_connection_start smtp_notquit_reason spool_directory spool_inodes spool_space thisaddress
            tls_bits tls_certificate_verified tls_cipher tls_in_bits tls_in_certificate_verified tls_in_cipher
            tls_in_cipher_std tls_in_ocsp tls_in_ourcert tls_in_peercert tls_in_peerdn tls_in_resumption tls_in_sni
            tls_in_ver tls_out_bits tls_out_certificate_verified tls_out_cipher tls_out_cipher_std tls_out_dane
            tls_out_ocsp tls_out_ourcert tls_out_peercert tls_out_peerdn tls_out_resumption tls_out_sni
            tls_out_tlsa_usage tls_out_ver tls_peerdn tls_sni tod_bsdinbox tod_epoch tod_epoch_l tod_full tod_log
            tod_logfile tod_zone tod_zulu transport_name value verify_mode version_number warn_message_delay
            warn_message_recipient warn_message_recipients warnmsg_delay warnmsg_recipient warnmsg_recipients
            """);

    /// Those of Exim's parts that are not here: content scanning, DKIM, SPF, SRS, LDAP, the PROXY protocol,
    /// events.
    private static final Set<String> NOT_HERE = words("""
            av_failed csa_status dkim_algo dkim_bodylength dkim_canon_body dkim_canon_headers dkim_copiedheaders
            dkim_created dkim_cur_signer dkim_domain dkim_expires dkim_headernames dkim_identity
            dkim_key_granularity dkim_key_length dkim_key_nosubdomains dkim_key_notes dkim_key_srvtype
            dkim_key_testing dkim_selector dkim_signers dkim_verify_reason dkim_verify_status event_data
            event_defer_errno event_name ldap_dn local_scan_data mailstore_basename malware_name mime_anomaly_level
            mime_anomaly_text mime_boundary mime_charset mime_content_description mime_content_disposition
            mime_content_id mime_content_size mime_content_transfer_encoding mime_content_type mime_decoded_filename
            mime_filename mime_is_coverletter mime_is_multipart mime_is_rfc822 mime_part_count prdr_requested
            proxy_external_address proxy_external_port proxy_local_address proxy_local_port proxy_session
            spam_action spam_bar spam_report spam_score spam_score_int spf_guess spf_header_comment spf_received
            spf_result spf_result_guessed spf_smtp_comment srs_recipient
            """);

    private VariableNames() {}

    static boolean isKnown(String name) {
        return KNOWN.contains(name) || isAclVariable(name) || name.startsWith("r_") || isRegexVariable(name);
    }

    /// `acl_c0`, `acl_m_name`
    private static boolean isAclVariable(String name) {
        return hasAclPrefix(name)
                && name.length() > ACL_PREFIX
                && (AsciiText.isDigit(name.charAt(ACL_PREFIX)) || name.charAt(ACL_PREFIX) == '_');
    }

    private static final int ACL_PREFIX = "acl_c".length();

    private static boolean hasAclPrefix(String name) {
        return name.startsWith("acl_c") || name.startsWith("acl_m");
    }

    /// `regex1`, which the ACL condition `regex` sets in Exim.
    private static boolean isRegexVariable(String name) {
        return name.length() == "regex1".length()
                && name.startsWith("regex")
                && AsciiText.isDigit(name.charAt("regex".length()));
    }

    /// What is to be said of a name that no text may use.
    ///
    /// @param what how the sentence calls it
    static String unknown(String what, String name) {
        if (NOT_HERE.contains(name)) {
            return "variable \"" + name + "\" is not supported by Postern";
        }
        return "unknown " + what + " \"" + name + "\"" + aclRule(name);
    }

    static String unknownInBraces(String name) {
        return NOT_HERE.contains(name)
                ? unknown("variable", name)
                : "unknown variable in \"${" + name + "}\"" + aclRule(name);
    }

    static String unknownDefined(String name) {
        return NOT_HERE.contains(name)
                ? unknown("variable", name)
                : "unknown variable \"" + name + "\" after \"def:\"" + aclRule(name);
    }

    private static String aclRule(String name) {
        if (hasAclPrefix(name)) {
            return " (6th character of a user-defined ACL variable must be a digit or underscore)";
        }
        return name.startsWith("acl_") ? " (user-defined ACL variables must start acl_c or acl_m)" : "";
    }

    /// Advice for whoever misspelt a variable.
    static String nearest(String name) {
        return nearest(name, KNOWN);
    }

    /// Advice for whoever misspelt something.
    static String nearest(String name, Collection<String> known) {
        return NearestName.of(name, known)
                .map(n -> "; did you mean \"" + n + "\"?")
                .orElse("");
    }

    private static Set<String> words(String text) {
        return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }
}
