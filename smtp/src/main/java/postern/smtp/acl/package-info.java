/// Access control lists: what a client may do at each step of a session, as the configuration says.
///
/// Reading order:
/// 1. [postern.smtp.acl.ConditionTable]: every condition and modifier, and at which [postern.smtp.acl.AclHook]
///    it can be used. [postern.smtp.acl.Verb]: what a statement can do.
/// 2. [postern.smtp.acl.AclParser] → [postern.smtp.acl.Acl] → [postern.smtp.acl.Statement] →
///    [postern.smtp.acl.Clause]: a list as the configuration has it. [postern.smtp.acl.AclSet]: all of them.
/// 3. [postern.smtp.acl.AclEvaluator] asks a list in a [postern.smtp.acl.Situation] and gets a
///    [postern.smtp.acl.Verdict]. `StatementRun` is one statement at work, `Conditions` tests, `Modifiers` act;
///    `Verification`, `RateCondition` and `DnsListCondition` are the larger conditions.
///
/// A list that comes to no decision says no. So does a list that is missing for RCPT, for a server that takes
/// mail for anybody is an open relay. A list that cannot be used says "not now", and the log says why.
@NullMarked
package postern.smtp.acl;

import org.jspecify.annotations.NullMarked;
