/// The data model of an assessment: values that may be unknown, their origins, resources and their
/// identity, and the estate that contains them.
///
/// Start with [dev.redoubt.estate.Value], then [dev.redoubt.estate.Resource] and
/// [dev.redoubt.estate.Estate]. Depends on no other module of Redoubt.
@NullMarked
package dev.redoubt.estate;

import org.jspecify.annotations.NullMarked;
