#include "catalogue/command_post_type.hpp"

#include "catalogue/measures.hpp"

namespace cupola {

void declare(FieldVisitor& v, CommandPostType& post) {
  v.about("command_post", "What everybody may know of a command post.");
  v.name({"name", "Designation, by which systems and scenarios call it."}, post.name);
  v.figure({"track_capacity", "Most tracks held at once."}, number(1, 1e5), Worse::lower,
           post.track_capacity);
  v.figure({"decision_period", "Between two rounds of identification, evaluation and assignment."},
           duration(0.05, 120), Worse::higher, post.decision_period_s);
}

}  // namespace cupola
