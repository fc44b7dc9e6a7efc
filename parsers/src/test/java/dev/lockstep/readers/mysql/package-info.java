/// Statements of MySQL and MariaDB beside what is understood of them.
@NullMarked
package dev.lockstep.readers.mysql;

import org.jspecify.annotations.NullMarked;
