/// The files of a repository, from its folder or from any commit, and the commits themselves.
///
/// Reads Git without a Git program and without touching the user's checkout, index or
/// configuration. What the files mean is not known here.
@NullMarked
package dev.lockstep.git;

import org.jspecify.annotations.NullMarked;
