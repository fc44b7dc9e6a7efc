/// What `lockstep.yaml` declares: schemas, environments in promotion order, instances.
///
/// Pure data; reading YAML and looking up secrets happens in adapters.
@NullMarked
package dev.lockstep.project;

import org.jspecify.annotations.NullMarked;
