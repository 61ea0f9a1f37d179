/// Lists of domains, hosts, addresses, local parts and plain texts, and the question whether something is in one.
///
/// 1. [postern.smtp.list.ListMatcher]: the question, with what is remembered of earlier answers.
/// 2. `ListSearch`: from item to item, with negation, named lists and files.
/// 3. `ItemMatcher` and its kinds: what an item means, `HostItems` last.
///
/// An item is a text, `*suffix`, `^regular expression`, a lookup (`lsearch;/file`), a named list (`+name`), or
/// the name of a file of items; `!` before it turns it round. The first item that matches decides. If none
/// does, the answer is no, or yes if the last item was negative: `!bad.example` means everything but that.
@NullMarked
package postern.smtp.list;

import org.jspecify.annotations.NullMarked;
