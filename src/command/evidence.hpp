#pragma once

#include <array>
#include <cstdint>

#include "catalogue/doctrine.hpp"
#include "command/behaviour.hpp"
#include "messages/bearing.hpp"
#include "messages/track.hpp"

namespace cupola {

/// What the interrogators have made of a track so far.
enum class IffEvidence : std::uint8_t {
  none,      ///< not asked, or not often enough for silence to mean anything
  silent,    ///< asked often, never answered
  civil,     ///< a civil transponder answered
  national,  ///< the own national mode answered, at least once
  hostile    ///< declared perfect: the answers name an enemy
};
inline constexpr int kIffEvidenceCount = 5;

/// To whose announced flight a track keeps. In the order of kFlightPlans (catalogue/likelihoods.hpp).
enum class PlanEvidence : std::uint8_t { none, civil, own };
/// Over whose area it was first seen. In the order of kOrigins.
enum class OriginEvidence : std::uint8_t { none, own, hostile };

/// All that one post knows of who a track is, each source once with its present value. `none` says nothing.
struct Evidence {
  IffEvidence iff = IffEvidence::none;
  Behaviour behaviour = Behaviour::none;
  PlanEvidence plan = PlanEvidence::none;
  OriginEvidence origin = OriginEvidence::none;
  EmitterName emitter = EmitterName::none;
  IdentityWord word = IdentityWord::none;  ///< of another post

  bool operator==(const Evidence&) const = default;
};

/// P(what was seen | friend, neutral, hostile).
struct IdentityLikelihood {
  double given_friend = 1.0, given_neutral = 1.0, given_hostile = 1.0;
};

/// A doctrine's tables of the sources beside replies and kinematics: what they do not list says nothing.
class SourceTables {
 public:
  explicit SourceTables(const Doctrine& doctrine);

  const IdentityLikelihood& of(PlanEvidence e) const { return plans_[static_cast<std::size_t>(e)]; }
  const IdentityLikelihood& of(OriginEvidence e) const { return origins_[static_cast<std::size_t>(e)]; }
  const IdentityLikelihood& of(EmitterName e) const { return emitters_[static_cast<std::size_t>(e)]; }
  const IdentityLikelihood& of(IdentityWord e) const { return words_[static_cast<std::size_t>(e)]; }

 private:
  std::array<IdentityLikelihood, 1 + kFlightPlans.size()> plans_;
  std::array<IdentityLikelihood, 1 + kOrigins.size()> origins_;
  std::array<IdentityLikelihood, 1 + kEmitters.size()> emitters_;
  std::array<IdentityLikelihood, 1 + kWords.size()> words_;
};

/// A post's word on a track: what its replies say, else what its emitter says.
IdentityWord word_on(IffEvidence iff, EmitterName emitter);

}  // namespace cupola
