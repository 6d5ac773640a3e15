#include "sensing/interrogation.hpp"

namespace cupola {
namespace {

constexpr std::int64_t kMinute_ns = 60'000'000'000;

/// The answer of a working pair; silence where the two do not match.
IffReply answer(Interrogator interrogator, Transponder transponder) {
  if (transponder == Transponder::none) return IffReply::silence;
  const bool both_national = interrogator == Interrogator::national && transponder == Transponder::national;
  return both_national ? IffReply::national : IffReply::civil;
}

IffReply truthful(Side side) {
  switch (side) {
    case Side::friendly:
      return IffReply::national;
    case Side::neutral:
      return IffReply::civil;
    case Side::hostile:
      break;
  }
  return IffReply::hostile;
}

}  // namespace

Interrogation::Interrogation(const Scenario& scenario, ReplicateKey key) : scenario_(&scenario), key_(key) {
  for (const RadarSite& radar : scenario.radars) radar_names_.push_back(name_key(radar.name));
  for (const Platform& platform : scenario.platforms) {
    const std::uint64_t name = name_key(platform.name);
    platform_names_.push_back(name);
    Draws draws(key, stream_key(Purpose::iff, name), 0);
    const double luck = draws.uniform();
    false_reply_.push_back(platform.side == Side::hostile &&
                           luck < scenario.doctrine_true.reply_false_hostile);
  }
  Draws draws(key, stream_key(Purpose::iff, name_key("national code"), name_key("compromised")), 0);
  const double luck = draws.uniform();
  compromised_ = luck < scenario.doctrine_true.code_compromised;
}

IffReply Interrogation::ask(RadarId radar, PlatformId id, Time t) const {
  const Platform& platform = scenario_->platforms[id.index()];
  const Interrogator interrogator = scenario_->radars[radar.index()].type.interrogator;
  if (interrogator == Interrogator::none) return IffReply::not_asked;
  if (platform.truthful_reply) return truthful(platform.side);
  if (platform.side == Side::hostile) {
    const bool valid = false_reply_[id.index()] || (compromised_ && interrogator == Interrogator::national);
    return valid ? answer(interrogator, Transponder::national) : IffReply::silence;
  }
  const IffReply reply = answer(interrogator, platform.type.transponder);
  return reply != IffReply::silence && missing(radar, id, t) ? IffReply::silence : reply;
}

bool Interrogation::garbled(RadarId radar, PlatformId platform, std::uint64_t look) const {
  constexpr std::uint64_t kLooks = 1ull << 40;
  const std::uint64_t stream =
      stream_key(Purpose::iff, platform_names_[platform.index()], radar_names_[radar.index()]);
  Draws draws(key_, stream, kLooks + look);
  const double luck = draws.uniform();
  return luck < scenario_->doctrine_true.reply_garbled;
}

bool Interrogation::missing(RadarId radar, PlatformId platform, Time t) const {
  const std::uint64_t stream =
      stream_key(Purpose::iff, platform_names_[platform.index()], radar_names_[radar.index()]);
  Draws draws(key_, stream, static_cast<std::uint64_t>((t - scenario_->start).ns / kMinute_ns));
  const double luck = draws.uniform();
  return luck < scenario_->doctrine_true.reply_missing_friend;
}

}  // namespace cupola
