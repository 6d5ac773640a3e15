#include "catalogue/launcher_type.hpp"

#include "catalogue/measures.hpp"

namespace cupola {

void declare(FieldVisitor& v, LauncherType& launcher) {
  v.about("launcher", "What everybody may know of a launcher.");
  v.name({"name", "Designation, by which systems and scenarios call it."}, launcher.name);
  v.integer({"places", "Places, each for one round or as many small ones as its `per_place` says."},
            between(1, 64), launcher.places);
  v.references({"interceptors", "What it can be loaded with; without it anything.", kOptional}, "interceptor",
               launcher.interceptors);
  v.figure({"launch_interval", "Between two rounds of the same launcher."}, duration(0, 3600), Worse::higher,
           launcher.launch_interval_s);
  v.figure({"reload_time", "From empty to full again."}, duration(0, 7 * 86400), Worse::higher,
           launcher.reload_time_s);
  declare_price(v, launcher.price);
}

}  // namespace cupola
