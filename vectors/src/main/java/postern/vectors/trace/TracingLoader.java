package postern.vectors.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Loads its own copy of everything in `postern`, each method of which tells [Trace] where its time may come from.
final class TracingLoader extends ClassLoader {
    private static final String OURS = "postern.";
    private static final String UNTRACED = TracingLoader.class.getPackageName() + ".Trace";
    private static final ClassDesc TRACE = ClassDesc.of(UNTRACED);
    private static final ClassDesc BIG_INTEGER = ClassDesc.of("java.math.BigInteger");

    /// Library calls on two numbers that a virtual machine may compile into a branch or a division.
    private static final Set<String> VARIABLE_TIME = Set.of(
            "compareUnsigned",
            "compare",
            "divideUnsigned",
            "remainderUnsigned",
            "floorMod",
            "floorDiv",
            "ceilDiv",
            "ceilMod",
            "min",
            "max");

    private final ClassFile classFile;
    private final List<String> sites = new ArrayList<>();

    TracingLoader(ClassLoader parent) {
        super(parent);
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(parent).cached()));
    }

    /// The place of a [Trace.Event], as `Class.method:line`.
    String site(int number) {
        return sites.get(number);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            var loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            var bytes = in.readAllBytes();
            var traced = name.startsWith(UNTRACED) ? bytes : traced(classFile.parse(bytes));
            return defineClass(name, traced, 0, traced.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] traced(ClassModel model) {
        return classFile.transformClass(model, (builder, element) -> {
            if (element instanceof MethodModel method && method.code().isPresent()) {
                var place = model.thisClass().asInternalName().replaceFirst(".*/", "") + "."
                        + method.methodName().stringValue();
                builder.transformMethod(method, MethodTransform.transformingCode(new Watch(place)));
            } else {
                builder.with(element);
            }
        });
    }

    /// Inserts the calls of [Trace] into one method.
    private final class Watch implements CodeTransform {
        private final String method;
        private int line;

        Watch(String method) {
            this.method = method;
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            switch (element) {
                case LineNumber number -> {
                    line = number.line();
                    code.with(element);
                }
                case BranchInstruction branch -> branch(code, branch);
                case TableSwitchInstruction selected -> index(code.dup(), selected);
                case LookupSwitchInstruction selected -> index(code.dup(), selected);
                case ArrayLoadInstruction load -> index(code.dup(), load);
                case ArrayStoreInstruction store -> store(code, store);
                case OperatorInstruction operator -> operator(code, operator);
                case InvokeInstruction call -> call(code, call);
                default -> code.with(element);
            }
        }

        private void branch(CodeBuilder code, BranchInstruction branch) {
            code.with(branch);
            if (branch.opcode() != Opcode.GOTO && branch.opcode() != Opcode.GOTO_W) {
                tell(code, "passed", MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int));
            }
        }

        private void index(CodeBuilder code, CodeElement element) {
            tell(code, "index", type(ConstantDescs.CD_void, ConstantDescs.CD_int, 1));
            code.with(element);
        }

        private void store(CodeBuilder code, ArrayStoreInstruction store) {
            boolean wide = store.typeKind() == TypeKind.LONG || store.typeKind() == TypeKind.DOUBLE;
            if (wide) {
                index(code.dup2_x1().pop2().dup_x2(), store);
            } else {
                index(code.dup2().pop(), store);
            }
        }

        private void operator(CodeBuilder code, OperatorInstruction operator) {
            switch (operator.opcode()) {
                case IDIV -> tell(code, "divide", type(ConstantDescs.CD_int, ConstantDescs.CD_int, 2));
                case IREM -> tell(code, "remainder", type(ConstantDescs.CD_int, ConstantDescs.CD_int, 2));
                case LDIV -> tell(code, "divide", type(ConstantDescs.CD_long, ConstantDescs.CD_long, 2));
                case LREM -> tell(code, "remainder", type(ConstantDescs.CD_long, ConstantDescs.CD_long, 2));
                default -> code.with(operator);
            }
        }

        private void call(CodeBuilder code, InvokeInstruction call) {
            var owner = call.owner().asInternalName();
            var name = call.name().stringValue();
            var type = call.typeSymbol();
            if (owner.equals("java/lang/System") && name.equals("arraycopy")) {
                tell(code, "copy", type.insertParameterTypes(5, ConstantDescs.CD_int));
                return;
            }
            if (call.opcode() == Opcode.INVOKESTATIC && VARIABLE_TIME.contains(name) && isTwoNumbers(type)) {
                twoNumbers(code, type.parameterType(0));
            } else if (owner.equals("java/math/BigInteger") && call.opcode() == Opcode.INVOKEVIRTUAL) {
                bigInteger(code, type);
            }
            code.with(call);
        }

        private void twoNumbers(CodeBuilder code, ClassDesc number) {
            if (number.equals(ConstantDescs.CD_int)) {
                code.dup2();
            } else {
                // Two longs: keep a copy of both in fresh local variables.
                int b = code.allocateLocal(TypeKind.LONG);
                int a = code.allocateLocal(TypeKind.LONG);
                code.lstore(b).lstore(a).lload(a).lload(b).lload(a).lload(b);
            }
            tell(code, "operands", type(ConstantDescs.CD_void, number, 2));
        }

        private void bigInteger(CodeBuilder code, MethodTypeDesc type) {
            var told = MethodTypeDesc.of(ConstantDescs.CD_void, BIG_INTEGER, ConstantDescs.CD_int);
            if (type.parameterCount() == 0) {
                tell(code.dup(), "number", told);
            } else if (type.parameterCount() == 1 && !type.parameterType(0).isPrimitive()) {
                if (type.parameterType(0).equals(BIG_INTEGER)) {
                    tell(code.dup(), "number", told);
                }
                code.swap().dup_x1();
                tell(code, "number", told);
            } else if (type.parameterCount() == 1) {
                code.swap().dup_x1();
                tell(code, "number", told);
            }
        }

        private static boolean isTwoNumbers(MethodTypeDesc type) {
            return type.parameterCount() == 2
                    && type.parameterType(0).equals(type.parameterType(1))
                    && (type.parameterType(0).equals(ConstantDescs.CD_int)
                            || type.parameterType(0).equals(ConstantDescs.CD_long));
        }

        private void tell(CodeBuilder code, String event, MethodTypeDesc type) {
            sites.add(method + ":" + line + " " + event);
            code.loadConstant(sites.size() - 1).invokestatic(TRACE, event, type);
        }

        private static MethodTypeDesc type(ClassDesc result, ClassDesc operand, int count) {
            var parameters = new ArrayList<ClassDesc>();
            for (int i = 0; i < count; i++) {
                parameters.add(operand);
            }
            parameters.add(ConstantDescs.CD_int);
            return MethodTypeDesc.of(result, parameters);
        }
    }
}
