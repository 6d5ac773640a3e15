#include "catalogue/command_rules.hpp"

#include "catalogue/measures.hpp"
#include "catalogue/names.hpp"

namespace cupola {

NameList names_of(CommandMode) {
  static constexpr const char* kNames[] = {"centralised", "decentralised", "autonomous"};
  return kNames;
}
NameList names_of(WhenSilent) {
  static constexpr const char* kNames[] = {"wait", "fight"};
  return kNames;
}
NameList names_of(SilentWeapons) {
  static constexpr const char* kNames[] = {"as before", "hold", "tight", "free"};
  return kNames;
}
NameList names_of(RemoteData) {
  static constexpr const char* kNames[] = {"cue", "fire"};
  return kNames;
}
NameList names_of(TargetChoice) {
  static constexpr const char* kNames[] = {"most urgent", "at random"};
  return kNames;
}

void declare(FieldVisitor& v, CommandRules& rules) {
  v.about("command_rules", "Who decides, and what is done when nobody says so.");
  v.choice({"mode",
            "Who identifies, assigns and authorises: the superior; the post itself, as long as the superior "
            "does not forbid it; the post alone.",
            kOptional},
           rules.mode);
  v.choice({"when_silent", "What a post does whose superior has been silent for too long.", kOptional},
           rules.when_silent);
  v.figure({"silence", "Of the superior, until it counts as gone; without it it never does.", kOptional},
           duration(1, 86400), Worse::higher, rules.silence_s);
  v.figure({"heartbeat", "Between two words of a superior that has nothing else to say.", kOptional},
           duration(0.1, 3600), Worse::neither, rules.heartbeat_s);
  v.choice({"weapons_when_silent", "State of its weapons while the superior is silent.", kOptional},
           rules.weapons_when_silent);
  v.choice(
      {"remote_data",
       "What a track told by others is good for where the missile is active: to cue the own radar, or to "
       "fire on. All others need their own radar.",
       kOptional},
      rules.remote_data);
  v.choice({"target_choice",
            "Which threat is taken first: by urgency and chance of a kill, or by lot (independent random "
            "choice).",
            kOptional},
           rules.target_choice);
  v.comes_with("silence", "heartbeat");
  v.comes_with("heartbeat", "silence");
  v.rule("heartbeat", rules.silence_s == 0.0 || rules.heartbeat_s.best < rules.silence_s.best,
         "the superior is taken for gone before it has a chance to speak",
         "let `heartbeat` be shorter than `silence`; a third of it outlasts two lost messages");
  v.rule("when_silent", rules.when_silent == WhenSilent::wait || rules.silence_s.best > 0.0,
         "`when_silent: fight` without `silence`: the superior never counts as gone",
         "say after how long a silence, `silence: {value: 30 s, ...}`");
  v.rule("weapons_when_silent",
         rules.weapons_when_silent == SilentWeapons::as_before || rules.silence_s.best > 0.0,
         "`weapons_when_silent` without `silence`: the superior never counts as gone",
         "say after how long a silence, `silence: {value: 30 s, ...}`");
}

}  // namespace cupola
