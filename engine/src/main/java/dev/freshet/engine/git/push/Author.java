package dev.freshet.engine.git.push;

/** Who a commit is by; author and committer are the same. The name may be empty. */
public record Author(String name, String email) {}
