/// Entity-relationship diagrams of a schema, or of what is different between two.
///
/// *Shape*: [dev.lockstep.diagram.Picture] says what is drawn, and
/// [dev.lockstep.diagram.SvgDiagram] and [dev.lockstep.diagram.MermaidDiagram] write it. The same
/// input gives the same bytes.
///
/// *Neighbours*: what a dialect's attributes mean comes through
/// [dev.lockstep.diagram.TableNotation].
@NullMarked
package dev.lockstep.diagram;

import org.jspecify.annotations.NullMarked;
