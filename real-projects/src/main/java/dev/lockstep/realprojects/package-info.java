/// Deploys the histories of real projects with Lockstep and with their own engines, and compares
/// what both leave behind. Measures and reports only; nothing that ships may stand here.
@NullMarked
package dev.lockstep.realprojects;

import org.jspecify.annotations.NullMarked;
