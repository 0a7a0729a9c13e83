// Random networks with MPXJ's answers, as tab-separated lines for tests/oracle.rs:
//   N number · T id days early-start early-finish late-start late-finish total-slack free-slack critical · L from to type lag
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mpxj.*;
import org.mpxj.cpm.MicrosoftScheduler;

public class Networks {
  static final LocalDateTime START = LocalDateTime.of(2026, 1, 5, 8, 0);

  static Task task(ProjectFile file, String name, double days) {
    Task task = file.addTask();
    task.setName(name);
    task.setDuration(Duration.getInstance(days, TimeUnit.DAYS));
    task.setRemainingDuration(task.getDuration());
    task.setActualDuration(Duration.getInstance(0, TimeUnit.DAYS));
    task.setTaskMode(TaskMode.AUTO_SCHEDULED);
    task.setActivityType(ActivityType.TASK_DEPENDENT);
    task.setPercentageComplete(0);
    task.setConstraintType(ConstraintType.AS_SOON_AS_POSSIBLE);
    return task;
  }

  static double days(Duration duration) {
    return duration.getUnits() == TimeUnit.HOURS ? duration.getDuration() / 8 : duration.getDuration();
  }

  public static void main(String[] arguments) throws Exception {
    Random random = new Random(Long.parseLong(arguments[0]));
    RelationType[] types = {
      RelationType.FINISH_START, RelationType.FINISH_START, RelationType.START_START, RelationType.FINISH_FINISH, RelationType.START_FINISH
    };
    for (int number = 0; number < Integer.parseInt(arguments[1]); ) {
      ProjectFile file = new ProjectFile();
      file.setDefaultCalendar(file.addDefaultBaseCalendar());
      file.getProjectProperties().setStartDate(START);
      int count = 5 + random.nextInt(36);
      List<Task> tasks = new ArrayList<>();
      for (int ix = 0; ix < count; ix++) tasks.add(task(file, "T" + ix, 1 + random.nextInt(10)));
      List<String> links = new ArrayList<>();
      boolean[][] tied = new boolean[count][count];
      for (int ix = 0; ix < count * 3 / 2; ix++) {
        int a = random.nextInt(count), b = random.nextInt(count);
        int from = Math.min(a, b), to = Math.max(a, b);
        if (from == to || tied[from][to]) continue;
        tied[from][to] = true;
        RelationType type = types[random.nextInt(types.length)];
        int lag = random.nextInt(8) - 2;
        tasks.get(to).addPredecessor(new Relation.Builder().predecessorTask(tasks.get(from)).type(type)
          .lag(Duration.getInstance(lag, TimeUnit.DAYS)));
        links.add("L\t" + from + "\t" + to + "\t" + type.name() + "\t" + lag);
      }
      new MicrosoftScheduler().schedule(file, START);
      // MPXJ holds a task to the project's start, but not where a start-to-finish link lets it begin earlier: no such networks.
      if (tasks.stream().anyMatch(t -> t.getEarlyStart().isBefore(START))) continue;
      System.out.println("N\t" + number++);
      for (int ix = 0; ix < count; ix++) {
        Task t = tasks.get(ix);
        System.out.println("T\t" + ix + "\t" + days(t.getDuration()) + "\t" + t.getEarlyStart() + "\t" + t.getEarlyFinish() + "\t"
          + t.getLateStart() + "\t" + t.getLateFinish() + "\t" + days(t.getTotalSlack()) + "\t" + days(t.getFreeSlack()) + "\t" + t.getCritical());
      }
      links.forEach(System.out::println);
    }
  }
}
