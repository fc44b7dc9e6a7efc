/// The rules, one a file; [Rules] lists them.
@NullMarked
package dev.lockstep.lint.rules;

import org.jspecify.annotations.NullMarked;
