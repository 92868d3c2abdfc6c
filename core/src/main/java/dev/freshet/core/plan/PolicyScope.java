package dev.freshet.core.plan;

import dev.freshet.core.NamespacedName;
import java.util.Set;

/**
 * Which policies the markers of a repository may name, so that a marker that no automation will
 * ever serve is reported.
 *
 * @param namespace whose policies the automation serves
 * @param selected those that it serves, whether they have chosen an image or not
 * @param leftOut those of the namespace that no automation of the repository selects
 * @param others those of the namespace that another automation of the repository serves
 * @param otherNamespaces whose policies other automations of the repository serve
 */
public record PolicyScope(
    String namespace,
    Set<NamespacedName> selected,
    Set<NamespacedName> leftOut,
    Set<NamespacedName> others,
    Set<String> otherNamespaces) {}
