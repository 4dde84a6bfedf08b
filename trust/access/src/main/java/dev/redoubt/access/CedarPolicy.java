package dev.redoubt.access;

import java.util.Optional;

/// One Cedar policy, in a file of its own.
///
/// @param id the name of its file
/// @param sentence what it says, in words: its first comment
/// @param stepUp the authentication context that lifts it, from the annotation `@stepUp`
/// @param text the policy
public record CedarPolicy(String id, String sentence, Optional<String> stepUp, String text) {}
