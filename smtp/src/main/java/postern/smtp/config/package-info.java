/// An Exim configuration file: from its lines to an immutable [postern.smtp.config.Configuration].
///
/// Reading order:
/// 1. `ConfigReader`: physical lines become [postern.smtp.config.LogicalLine]s. Comments go, macros
///    ([postern.smtp.config.Macros]) are replaced, conditions decided, files included, continuations joined.
/// 2. [postern.smtp.config.ConfigParser]: which line belongs to which section; named lists, ACLs, drivers, retry
///    rules. `OptionLine` is a line that sets an option.
/// 3. [postern.smtp.config.OptionTable]: every option with its type, default and effect, from the tables in
///    `MainOptions` and `DriverOptions`. [postern.smtp.config.OptionType] reads values and prints them as `-bP`
///    does.
/// 4. [postern.smtp.config.Configuration] with its [postern.smtp.config.Settings]: what holds.
///
/// Every error is a [postern.smtp.config.ConfigException] that names file and line. An option that Exim has and
/// Postern has not is refused as "not supported by Postern" (`EximNames`). One that does nothing here yet is taken
/// and mentioned by `-bV` ([postern.smtp.config.Option.Effect]), or refused with its router or transport if
/// mail would go elsewhere without it: nothing is ignored in silence.
///
/// Why ISO 8859-1. Exim treats its configuration as octets. So do we: each octet becomes the character of the same
/// number, and goes out as that octet again.
@NullMarked
package postern.smtp.config;

import org.jspecify.annotations.NullMarked;
