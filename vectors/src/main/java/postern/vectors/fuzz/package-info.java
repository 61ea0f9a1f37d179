/// Fuzzing: every place where a stranger's octets come in.
///
/// A [FuzzTarget] is a class `…Fuzz` among the tests of its module, with one method that takes octets and says by
/// throwing that a promise was broken: not only "no exception", but a refusal of the right type, a round trip, an
/// output bounded by the input. [Corpus] keeps the inputs that once reached something new, a few dozen small
/// files for each target; they run as ordinary tests. [FuzzRun] gives every target to Jazzer, which looks for
/// more:
///
///     mvn -Pfuzz verify -Dfuzz.time=1h
///
/// What it finds stands in `target/fuzz/findings`; it becomes a file of the corpus with a telling name, and a
/// test by its own name where it shows a bug.
@NullMarked
package postern.vectors.fuzz;

import org.jspecify.annotations.NullMarked;
