#include "cli/track_associations.hpp"

#include "cli/exit_code.hpp"
#include "formats/track_rows.hpp"

namespace cupola {

TrackAssociations::TrackAssociations(std::string path, const DetectionSet& set)
    : path_(path), set_(set), out_(std::move(path)) {
  if (!path_.empty()) out_.text = kAssociationHeader;
}

void TrackAssociations::note_firm(std::span<const std::int64_t> firm) {
  for (; noted_ < firm.size(); ++noted_) {
    const auto number = static_cast<std::size_t>(firm[noted_]);
    if (number >= firm_.size()) firm_.resize(number + 1);
    firm_[number] = true;
  }
}

void TrackAssociations::write(const UsedPlot& used) {
  ++count_;
  if (path_.empty()) return;
  const std::string& sensor = set_.sensors[static_cast<std::size_t>(used.sensor)].name;
  append_association(out_.text, used.row, used.time, sensor, used.track);
}

int TrackAssociations::finish() {
  settle({}, [](std::int64_t) { return false; });
  return path_.empty() ? kDone : out_.finish();
}

}  // namespace cupola
