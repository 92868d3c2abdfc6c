package dev.freshet.engine.process;

import dev.freshet.core.image.ImageName;
import dev.freshet.engine.address.AddressRule;
import dev.freshet.engine.file.DiskShares;
import dev.freshet.engine.git.access.GitCredentials;
import dev.freshet.engine.reconcile.Pace;
import dev.freshet.engine.registry.auth.RegistryCredentials;
import dev.freshet.engine.registry.http.RegistryCall;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a process brings along beside its state folder.
 *
 * @param addresses where it may connect to
 * @param disk how much may be kept
 * @param images the credentials for an image whose object names none
 * @param urls the credentials for a Git URL whose object names none
 * @param calls told of every request to a registry
 * @param listener told what becomes of images
 */
public record EngineOptions(
    AddressRule addresses,
    DiskShares disk,
    Pace pace,
    Function<ImageName, RegistryCredentials> images,
    Function<String, Optional<GitCredentials>> urls,
    Consumer<RegistryCall> calls,
    ImageListener listener) {}
