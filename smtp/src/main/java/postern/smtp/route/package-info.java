/// Where does an address go? Routers are asked in their order; the first that does not decline answers.
///
/// 1. [postern.smtp.route.RouteQuestion] goes in, [postern.smtp.route.Route] comes out.
/// 2. [postern.smtp.route.Router]: the kinds there are, with their [postern.smtp.route.Preconditions]:
///    [postern.smtp.route.AcceptRouter], [postern.smtp.route.DnsLookupRouter], [postern.smtp.route.ManualRouter],
///    [postern.smtp.route.RedirectRouter].
/// 3. [postern.smtp.route.RouteChain]: all of them, and what redirections lead to.
/// 4. [postern.smtp.route.HostNames]: what they ask of the DNS.
///
/// Conditions and data are functions here: whoever reads the configuration makes them from lists and
/// expansions, a test from a lambda.
@NullMarked
package postern.smtp.route;

import org.jspecify.annotations.NullMarked;
