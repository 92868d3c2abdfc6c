package dev.freshet.api.image;

/** Which tags take part in a policy and what is compared of them; both empty when not written. */
public record FilterTags(String pattern, String extract) {}
