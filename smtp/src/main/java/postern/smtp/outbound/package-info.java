/// The way of mail out of here, as a configuration describes it.
///
/// 1. [postern.smtp.outbound.ConfiguredQueue]: from a configuration to a queue with its routers and transports.
/// 2. `ConfiguredRouters` and `ConfiguredTransports`: the drivers of the configuration's sections, as functions
///    of what they are asked; `DriverTexts` expands their options with `RouteVariables` or `HostVariables`.
///    `RouteRule` is a rule of `route_list`, `HostsOfTransport` what a transport knows of hosts itself.
/// 3. `SystemHosts`: how names become addresses, `WithoutIgnored` which of them count; `KnownName`: by which
///    name a transport's host lists know a host.
///
/// What cannot be made is refused before anything is served, and by `-bV`
/// ([postern.smtp.outbound.ConfiguredQueue#problem]). Not here: `address_data` and variables that routers set,
/// `$local_part_data`, transports whose names are expanded; an expansion that asks for one defers the message and
/// says so.
@NullMarked
package postern.smtp.outbound;

import org.jspecify.annotations.NullMarked;
