/// Release gates: evidence about model digests, a policy with the requirements of each environment,
/// and the decision with its reasons.
@NullMarked
package dev.redoubt.gate;

import org.jspecify.annotations.NullMarked;
