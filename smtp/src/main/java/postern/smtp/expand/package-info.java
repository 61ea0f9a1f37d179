/// The expansion language: every text of the configuration that may hold `$variable` or `${item…}`.
///
/// It is Exim's language, taken from its manual and from what Exim answers. A text is parsed once, when the
/// configuration is read, into a tree ([Template]); whenever its value is needed, the tree is evaluated against
/// an [Environment] and gives an [Expansion]: a [Value], a failure that the text asked for with the word
/// `fail`, or a failure.
///
/// Two things are stricter than in Exim. Every value carries a [Taint]: what the peer sent, and whatever is
/// made of it, is neither expanded again nor used as a file name. And every expansion has [Limits] on its
/// depth, its length and its steps, the steps of regular expressions included.
///
/// Reading order: [Template], `TemplateParser`, `ItemParser`, `ConditionParser`; `Node` and the records that
/// implement it, `Item` first; `Evaluation`; then the operators by group, from `TextOperators` on.
/// [LookupSearch] asks [Lookups], which `postern.smtp.lookup` implements; [ListMatching] is implemented by
/// `postern.smtp.list`. This package knows neither.
///
/// Octets, not characters: see [Value].
@NullMarked
package postern.smtp.expand;

import org.jspecify.annotations.NullMarked;
