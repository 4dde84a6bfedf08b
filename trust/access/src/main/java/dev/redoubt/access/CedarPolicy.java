package dev.redoubt.access;

import java.util.Optional;

/// A Cedar policy, stored in its own file.
///
/// @param id name of its file
/// @param sentence description in words: its first comment
/// @param stepUp the authentication context that lifts it, from the annotation `@stepUp`
/// @param text the Cedar source text
public record CedarPolicy(String id, String sentence, Optional<String> stepUp, String text) {}
