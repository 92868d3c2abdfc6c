/**
 * The pipeline over a set of objects: scan the repositories, select for the policies, update for
 * the automations; and keep the artifacts of sources, which others consume.
 *
 * <p>Read {@link dev.freshet.engine.pipeline.Pipeline}, then its stages in the order the data
 * flows: {@link dev.freshet.engine.pipeline.RepositoryStage}, {@link
 * dev.freshet.engine.pipeline.PolicyStage}, {@link dev.freshet.engine.pipeline.AutomationStage};
 * {@link dev.freshet.engine.pipeline.SourceStage} stands apart. {@link
 * dev.freshet.engine.pipeline.Bookkeeping} writes the statuses, {@link
 * dev.freshet.engine.pipeline.Corrections} puts those right that deployed tags have shown to be
 * wrong; {@link dev.freshet.engine.pipeline.Readiness}, and for sources {@link
 * dev.freshet.engine.pipeline.SourceConditions}, are where an outcome becomes conditions. {@link
 * dev.freshet.engine.pipeline.Daemon} runs the pipeline for as long as it lives.
 */
@NullMarked
package dev.freshet.engine.pipeline;

import org.jspecify.annotations.NullMarked;
