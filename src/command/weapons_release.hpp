#pragma once

#include "catalogue/doctrine.hpp"
#include "command/behaviour.hpp"
#include "command/identification.hpp"
#include "messages/track.hpp"

namespace cupola {

/// The answer to whether a track may be taken under fire.
enum class Release : std::uint8_t {
  allowed,
  not_engageable,  ///< what it is taken for does not allow it
  held             ///< weapons hold, or a declared corridor, forbids it
};

/// Who it is taken for, and how.
struct ReleaseCase {
  Category category = Category::unknown;
  IffEvidence iff = IffEvidence::none;
  bool being_asked = false;  ///< interrogation has only begun: unknown may yet answer
  bool in_corridor = false;
};

/// May this track be taken under fire?
/// Model      tight: hostile, and suspect where the doctrine engages suspects. Free: all but friends and
///            neutrals, an unknown only after it was asked. Hold: nobody; what tight would allow is `held`.
///            Inside a declared corridor only hostile; others that would be allowed are `held`. Whoever
///            answered in the own national mode: never, unless more answers named it an enemy
/// Random     none
/// Checked by tests/weapons_release.cpp
Release weapons_release(const Doctrine& doctrine, const ReleaseCase& track);
Release weapons_release(const Doctrine& doctrine, WeaponsControl state, const ReleaseCase& track);

}  // namespace cupola
