#include "study/knee_file.hpp"

#include "catalogue/measures.hpp"

namespace cupola {

std::span<const char* const> names_of(KneeWay) {
  static constexpr const char* kNames[] = {"rises", "falls"};
  return kNames;
}

void declare(FieldVisitor& v, KneeFile& knee) {
  v.about("study_knee",
          "From which size on does the mean of a measure pass a level? Only the sizes are played that it "
          "takes to know.");
  v.reference({"factor", "The factor whose levels are the sizes, in their order; or `path`.", kOptional},
              "factor", knee.factor);
  v.text({"path", "What of the scenario is the size: `raid.drone.count`.", kOptional}, knee.path);
  v.integer({"from", "The smallest size.", kOptional}, between(0, 1'000'000), knee.from);
  v.integer({"to", "The largest size.", kOptional}, between(0, 1'000'000), knee.to);
  v.reference({"measure", "Which one."}, "measure", knee.measure);
  v.quantity({"level", "The level that its mean passes, in the measure's own unit."}, number(-1e12, 1e12),
             knee.level);
  v.choice({"way", "Whether the measure rises or falls with the size.", kOptional}, knee.way);
}

}  // namespace cupola
