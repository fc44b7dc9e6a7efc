/// MySQL and MariaDB, both through MariaDB's driver.
@NullMarked
package dev.lockstep.dialects.mysql;

import org.jspecify.annotations.NullMarked;
