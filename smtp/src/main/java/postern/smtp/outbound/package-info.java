/// The way of mail out of here, as a configuration describes it.
///
/// 1. [postern.smtp.outbound.ConfiguredQueue]: from a configuration to a queue with its routers and transports.
/// 2. `ConfiguredRouters` and `ConfiguredTransports`: the drivers of the configuration's sections, as functions
///    of what they are asked; `DriverTexts` expands their options with `RouteVariables` or `HostVariables`.
/// 3. `SystemHosts`: how names become addresses.
@NullMarked
package postern.smtp.outbound;

import org.jspecify.annotations.NullMarked;
