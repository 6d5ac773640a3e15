#include "record/words.hpp"

#include <array>

namespace cupola {

namespace {

template <std::size_t N>
std::string_view pick(const std::array<std::string_view, N>& names, auto value) {
  const auto i = static_cast<std::size_t>(value);
  return i < N ? names[i] : std::string_view("?");
}

}  // namespace

std::string_view name_of(IffReply reply) {
  return pick(std::array<std::string_view, 5>{"not asked", "silence", "civil", "national", "hostile"}, reply);
}
std::string_view name_of(EndGame end_game) {
  return pick(std::array<std::string_view, 3>{"", "broke up", "intact"}, end_game);
}
std::string_view name_of(Category category) {
  return pick(
      std::array<std::string_view, 6>{"unknown", "friend", "assumed friend", "neutral", "suspect", "hostile"},
      category);
}
std::string_view name_of(OrderKind kind) {
  return pick(std::array<std::string_view, 4>{"engage", "cease", "launch", "weapons"}, kind);
}
std::string_view name_of(Verdict verdict) {
  return pick(
      std::array<std::string_view, 8>{"killed", "alive", "called off", "gave up, no channel or weapons hold",
                                      "gave up, has it under another order", "gave up, lost it",
                                      "gave up, no round left", "gave up, cannot meet it any more"},
      verdict);
}
std::string_view name_of(Fate fate) {
  return pick(std::array<std::string_view, 6>{"killed", "leaked", "turned away", "unresolved", "passed",
                                              "never set out"},
              fate);
}

std::string_view name_of(StrikeWay way) {
  return pick(std::array<std::string_view, 5>{"", "by its emission", "by its last estimate", "it was silent",
                                              "nobody there"},
              way);
}
std::string_view name_of(GroundTargetKind kind) {
  return pick(std::array<std::string_view, 4>{"asset", "radar", "launcher", "post"}, kind);
}

std::string_view verdict_name(std::uint8_t verdict) {
  return pick(std::array<std::string_view, 13>{"not engageable", "held by rule", "no threat", "out of reach",
                                               "no time", "no channel", "no round", "waiting", "engaged",
                                               "believed killed", "shots taken", "array faces elsewhere",
                                               "guidance radar off"},
              verdict);
}

std::string cause_list(std::uint32_t causes) {
  std::string list;
  for (unsigned i = 0; i < kThreatCauseCount; ++i) {
    if (!(causes >> i & 1u)) continue;
    if (!list.empty()) list += ", ";
    list += name_of(static_cast<ThreatCause>(i));
  }
  return list;
}

}  // namespace cupola
