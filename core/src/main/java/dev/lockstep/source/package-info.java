/// The files that hold the changes, as a read-only tree of one commit or of a working tree.
///
/// Paths cannot leave the tree. Where the bytes come from (disk, Git objects) is an adapter's
/// business.
@NullMarked
package dev.lockstep.source;

import org.jspecify.annotations.NullMarked;
