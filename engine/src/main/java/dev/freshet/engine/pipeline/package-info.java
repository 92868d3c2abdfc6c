/**
 * The pipeline over a set of objects: scan the repositories, select for the policies, update for
 * the automations; and keep the artifacts of sources, which others consume.
 *
 * <p>Read {@link dev.freshet.engine.pipeline.Pipeline}, then its reconcilers in the order the data
 * flows: {@link dev.freshet.engine.pipeline.ImageRepositoryReconciler}, {@link
 * dev.freshet.engine.pipeline.ImagePolicyReconciler}, {@link
 * dev.freshet.engine.pipeline.ImageUpdateAutomationReconciler}; {@link
 * dev.freshet.engine.pipeline.GitRepositoryReconciler} stands apart. {@link
 * dev.freshet.engine.pipeline.StatusUpdater} writes the statuses, {@link
 * dev.freshet.engine.pipeline.Corrections} puts those right that deployed tags have shown to be
 * wrong; {@link dev.freshet.engine.pipeline.ReadyConditions}, and for sources {@link
 * dev.freshet.engine.pipeline.SourceConditions}, are where an outcome becomes conditions. {@link
 * dev.freshet.engine.pipeline.Daemon} runs the pipeline for as long as it lives.
 */
@NullMarked
package dev.freshet.engine.pipeline;

import org.jspecify.annotations.NullMarked;
