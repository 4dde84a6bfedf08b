/// What the templates of the report show: each record is the content of one part of the page.
@NullMarked
package dev.redoubt.reporthtml.internal;

import org.jspecify.annotations.NullMarked;
