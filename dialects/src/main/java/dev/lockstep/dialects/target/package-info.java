/// What a deployment does in a target, for all products: the fence, the ledger, the executor.
///
/// *Shape*: [dev.lockstep.dialects.target.TargetParts] is what a product has to say for itself; its
/// implementations stand in the products' own packages. Connecting and wording errors belong to
/// [dev.lockstep.dialects.jdbc].
@NullMarked
package dev.lockstep.dialects.target;

import org.jspecify.annotations.NullMarked;
