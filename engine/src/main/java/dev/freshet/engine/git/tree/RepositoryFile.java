package dev.freshet.engine.git.tree;

/** A file of a repository. The content is shared, not copied: nobody writes to it. */
@SuppressWarnings("ArrayRecordComponent")
public record RepositoryFile(String path, byte[] content) {}
