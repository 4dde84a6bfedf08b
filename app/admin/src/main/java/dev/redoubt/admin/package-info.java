/// Commands around a registry: it is started, tokens are issued for it, rights are explained.
@NullMarked
package dev.redoubt.admin;

import org.jspecify.annotations.NullMarked;
