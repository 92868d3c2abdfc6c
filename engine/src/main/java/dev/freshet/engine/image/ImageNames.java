package dev.freshet.engine.image;

import dev.freshet.api.condition.Reason;
import dev.freshet.api.condition.ReasonedException;
import dev.freshet.api.image.ImageRepository;
import dev.freshet.core.InvalidInputException;
import dev.freshet.core.image.ImageName;
import dev.freshet.core.policy.Exclusions;

/** What an ImageRepository names and leaves out, refused under the reasons users know. */
public final class ImageNames {
  private ImageNames() {}

  public static ImageName of(ImageRepository repository) {
    try {
      return ImageName.parse(repository.image());
    } catch (InvalidInputException cause) {
      throw new ReasonedException(
          Reason.IMAGE_URL_INVALID, String.valueOf(cause.getMessage()), cause);
    }
  }

  static Exclusions exclusions(ImageRepository repository) {
    try {
      return Exclusions.of(repository.exclusionList());
    } catch (InvalidInputException cause) {
      throw new ReasonedException(
          Reason.READ_OPERATION_FAILED, "scan failed: " + cause.getMessage(), cause);
    }
  }
}
