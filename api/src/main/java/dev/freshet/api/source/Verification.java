package dev.freshet.api.source;

/** Whose signatures are trusted, by the name of a Secret, and on what they have to be. */
public record Verification(VerificationMode mode, String secretRef) {}
